/**
 * mocha's words for the tests, and the run that VS Code calls. mocha's browser build serves the Node host and the web
 * worker host alike, so both run the same bundle.
 */
import 'mocha/mocha.js';
import type MochaType from 'mocha';
import { resultMark } from './result.ts';

type Words = Pick<MochaType.MochaGlobals, 'suite' | 'test' | 'setup' | 'teardown' | 'suiteSetup' | 'suiteTeardown'>;

const word = <Name extends keyof Words>(name: Name): Words[Name] => {
  const lookUp = () => (globalThis as unknown as Words)[name];
  return new Proxy((() => undefined) as unknown as Words[Name], {
    apply: (_, __, args: unknown[]) => (lookUp() as unknown as (...values: unknown[]) => unknown)(...args),
    get: (_, key) => Reflect.get(lookUp(), key) as unknown,
  });
};

export const suite = word('suite');
export const test = word('test');
export const setup = word('setup');
export const teardown = word('teardown');
export const suiteSetup = word('suiteSetup');
export const suiteTeardown = word('suiteTeardown');

/** The reports are our own; mocha insists on a class. */
class Silent {}

/** @param load imports the test files, once mocha's words are there */
export async function runSuite(load: () => Promise<unknown>): Promise<void> {
  const { Mocha } = globalThis as unknown as { readonly Mocha: typeof MochaType };
  const mocha = new Mocha({
    ui: 'tdd',
    timeout: 150_000,
    reporter: Silent as unknown as MochaType.ReporterConstructor,
  });
  mocha.suite.emit('pre-require', globalThis as unknown as MochaType.MochaGlobals, '', mocha);
  await load();
  let [passed, failed] = [0, 0];
  await new Promise<void>((resolve) => {
    // The browser build gives each instance a `run` that reads the page's address; the class's own does not.
    Mocha.prototype.run
      .call(mocha, () => resolve())
      .on('pass', (done) => {
        passed += 1;
        console.log(`  ✔ ${done.fullTitle()}`);
      })
      .on('fail', (done, error: Error) => {
        failed += 1;
        console.log(`  ✘ ${done.fullTitle()}\n${String(error.stack ?? error)}`);
      });
  });
  console.log(`${resultMark} ${JSON.stringify({ passed, failed })}`);
  if (failed > 0) throw new Error(`${failed} failed`);
}
