import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import { getOverview } from './get-overview.ts'
import { Overview } from './overview-schemas.ts'

/** `/api/management/v1/overview`: any permission is enough, and each part needs its own. */
export const overviewRoutes =
  (parts: Parts<'clock' | 'config'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/overview',
      {
        config: { permission: 'any' },
        schema: {
          operationId: 'Overview_Read',
          summary: 'Read what needs attention and what was done lately, as far as the caller may see it',
          tags: ['overview'],
          response: { 200: Overview, ...problems(401, 403) },
        },
      },
      (_request, reply) => parts.reads.sendRead(reply, getOverview, { hasMailServer: parts.config.smtp !== undefined }),
    )
  }
