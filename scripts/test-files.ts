/**
 * The process that the test command runs test files in, one after the other: each one that its parent names is a suite,
 * whose hooks are those of the file. It ends when its parent has no more.
 */
import { after, describe } from 'node:test'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import { endFile, endLastFile } from '@portico/testing/after-file.ts'
import { whileFollowed } from './test-hooks.ts'
import type { TestLine } from './test-reporter.ts'

/** What the parent asks for: a file to run, or the end. */
export type Order = { file: string } | 'end'

// The runner would only say so at the end, and the test that waits for this would wait for ever.
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => process.send?.({ event: 'broken', error: inspect(error) } satisfies TestLine))

process.on('message', async (order: Order) => {
  if (order === 'end') {
    // Without its parent's messages nothing keeps it alive but what tests have left open.
    await endLastFile().finally(() => process.channel?.unref())
  } else {
    await whileFollowed(
      () =>
        new Promise((loaded) => {
          describe(order.file, async () => {
            after(endFile)
            await import(pathToFileURL(order.file).href).finally(loaded)
          })
        }),
    )
  }
})
