import { buildApp } from '@portico/server/app.ts'
import { openContext } from '@portico/server/context.ts'
import { pino } from 'pino'
import { afterFile } from './after-file.ts'
import { leastHashCost } from './hash-cost.ts'
import type { TestServer } from './server.ts'

/** Another node on the server's database, which must be PostgreSQL and have a public URL. @returns where it listens */
export async function startNode({ context }: TestServer, environment: NodeJS.ProcessEnv): Promise<string> {
  const { config, clock } = context
  const log = pino({ level: 'silent' })
  const another = await openContext({
    config,
    environment,
    log,
    clock,
    exclusive: true,
    hashCost: leastHashCost,
    readsInThread: false,
    guessesInThread: false,
    bulkInThread: false,
    outgoingInThread: false,
  })
  const app = await buildApp(another, { strictAnswers: true })
  afterFile(async () => {
    await app.close()
    await another.close()
  })
  return app.listen({ host: '127.0.0.1', port: 0 })
}
