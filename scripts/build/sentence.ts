/** Runs a command's work; what goes wrong is said in its own words, without a stack, and ends the command with 1. */
export async function orSentence(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
