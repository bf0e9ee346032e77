import { parentPort } from 'node:worker_threads'
import { lowerPriority } from '../../../config/lower-priority.ts'
import { makeStacksReadable } from '../../../config/make-stacks-readable.ts'
import { isGuessable, openWordLists } from './is-guessable.ts'
import type { GuessAnswer, GuessesReady, GuessQuestion } from './password-guesses.ts'

// The entry of the thread that judges new passwords. It imports nothing that stores or logs.

async function answer({ password, knownWords }: GuessQuestion): Promise<GuessAnswer> {
  try {
    return { isGuessable: await isGuessable(password, knownWords) }
  } catch (error) {
    // Its message may hold the password.
    return { failure: error instanceof Error ? error.name : 'unknown' }
  }
}

makeStacksReadable()
lowerPriority()

parentPort?.on('message', async (question: GuessQuestion) => parentPort?.postMessage(await answer(question)))

// What it throws ends the thread.
openWordLists().then(() => parentPort?.postMessage({ ready: true } satisfies GuessesReady))
