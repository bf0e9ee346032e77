import { loopTurns } from './loop-turns.ts'

/** The longest turn of `loopTurns` in the best of three runs: in the others, memory may have been collected, or code compiled. */
export async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  const turns: number[] = []
  for (let run = 0; run < 3; run++) turns.push((await loopTurns(work)).longest)
  return Math.min(...turns)
}
