import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../packages/server/src/app.ts'
import { readConfig } from '../packages/server/src/config/config.ts'
import { createLog } from '../packages/server/src/config/log.ts'
import { openContext } from '../packages/server/src/context.ts'
import { apis } from '../packages/server/src/http/api/apis.ts'

/** The OpenAPI documents that the server in this folder answers, by the names of the APIs, asked without a network. */
export async function readApiDocuments<D>(): Promise<Map<string, D>> {
  const data = mkdtempSync(join(tmpdir(), 'portico-api-documents-'))
  try {
    const config = readConfig({ data, metricsPort: 'off' }, {})
    const context = await openContext({ config, environment: {}, log: createLog('silent'), exclusive: true })
    const app = await buildApp(context)
    try {
      const documents = new Map<string, D>()
      for (const [name, { prefix }] of Object.entries(apis)) {
        const answer = await app.inject({ url: `${prefix}/openapi.json` })
        if (answer.statusCode !== 200) throw new Error(`${prefix}/openapi.json answers ${answer.statusCode}`)
        documents.set(name, answer.json())
      }
      return documents
    } finally {
      await app.close()
      await context.close()
    }
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}
