/** One number, one way to write it: what the lens says of a deployment, the terminal says too. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { headline } from '../../../src/language/index.ts';
import { ENGLISH } from '../../../src/quantity/index.ts';
import { estimateText } from '../../../src/report/index.ts';
import { plusMinus } from '../../../src/report/kit/index.ts';
import { engine } from '../estimate/support.ts';

const text = readFileSync(
  fileURLToPath(new URL('../../../examples/support-chat.workload.yaml', import.meta.url)),
  'utf8',
);

describe('the spread of a cost', () => {
  const [workload] = engine().evaluateText(text).workloads;
  const { estimate } = workload!;
  const terminal = estimateText([estimate], { locale: 'en-US', width: 200 });

  it.each(estimate.deployments.filter(({ cost }) => cost.perMillionTokens.value !== null))(
    'is the same in lens, panel and terminal for $name',
    (deployment) => {
      const spread = plusMinus(deployment.cost.perMillionTokens, ENGLISH) ?? '';
      expect(headline(deployment, ENGLISH)).toContain(` ${spread} `);
      expect(terminal.split('\n').find((line) => line.trimStart().startsWith(deployment.name))).toContain(
        ` ${spread} `,
      );
    },
  );
});
