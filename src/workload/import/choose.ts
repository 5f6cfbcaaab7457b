/** The serving unit that the part of a reference behind `#` names: `[kind/]name[/container]`. */
import type { ImportedDeployment } from './deployments.ts';

export type Choice =
  | { readonly kind: 'one'; readonly deployment: ImportedDeployment }
  /** Several answer to it, or nobody does: the names to choose from, each of which answers alone. */
  | { readonly kind: 'ambiguous' | 'missing'; readonly choices: readonly string[] };

/** @param fragment undefined where the reference names the file alone: then it has to hold one unit */
export function chooseDeployment(deployments: readonly ImportedDeployment[], fragment: string | undefined): Choice {
  const found =
    fragment === undefined ? deployments : deployments.filter((one) => answersTo(one).includes(fragment.toLowerCase()));
  const [only] = found;
  if (only !== undefined && found.length === 1) return { kind: 'one', deployment: only };
  return { kind: found.length === 0 ? 'missing' : 'ambiguous', choices: fragmentsOf(deployments) };
}

/** The shortest name of each deployment that no other answers to. */
export function fragmentsOf(deployments: readonly ImportedDeployment[]): readonly string[] {
  const all = deployments.map((one) => ({ own: namesOf(one), answers: answersTo(one) }));
  return all.map(({ own }, i) => {
    const others = all.filter((_, j) => j !== i);
    const alone = own.find((name) => !others.some(({ answers }) => answers.includes(name.toLowerCase())));
    return alone ?? own.at(-1) ?? '';
  });
}

const answersTo = (deployment: ImportedDeployment): readonly string[] =>
  namesOf(deployment).map((name) => name.toLowerCase());

/** `chat`, `Deployment/chat`, `chat/engine`, `Deployment/chat/engine`: from short to long. */
function namesOf({ name, pools }: ImportedDeployment): readonly string[] {
  const paths = pools.flatMap(({ unit }) => {
    const [kind = '', own, ...container] = unit.path.split('/');
    if (own === undefined) return [kind];
    const inside = container.join('/');
    const short = [own, `${kind}/${own}`];
    return inside === '' ? short : [...short, `${own}/${inside}`, `${kind}/${own}/${inside}`];
  });
  return [...new Set([name, ...paths])].filter((one) => one !== '');
}
