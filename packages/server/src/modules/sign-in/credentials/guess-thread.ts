import { parentPort } from 'node:worker_threads'
import { threadMain } from '../../../config/thread-main.ts'
import type { GuessAnswer, GuessesReady, GuessQuestion } from './password-guesses.ts'

// The entry of the thread that judges new passwords. It imports nothing that stores or logs.

threadMain(
  () => import('./is-guessable.ts'),
  async ({ isGuessable, openWordLists }) => {
    async function answer({ password, knownWords }: GuessQuestion): Promise<GuessAnswer> {
      try {
        return { isGuessable: await isGuessable(password, knownWords) }
      } catch (error) {
        // Its message may hold the password.
        return { failure: error instanceof Error ? error.name : 'unknown' }
      }
    }
    parentPort?.on('message', async (question: GuessQuestion) => parentPort?.postMessage(await answer(question)))
    await openWordLists()
    parentPort?.postMessage({ ready: true } satisfies GuessesReady)
  },
)
