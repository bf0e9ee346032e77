import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import { LibrariesQuery, LibraryPage } from './libraries-schemas.ts'
import { listLibraries } from './list-libraries.ts'

/** `/api/portfolios/v2/libraries` */
export const libraryRoutes =
  (parts: Parts & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/libraries',
      {
        config: { permission: 'any' },
        schema: {
          operationId: 'Libraries_ListLibraries',
          summary: 'List the libraries of the portfolios in which the caller holds any permission',
          tags: ['Libraries'],
          querystring: LibrariesQuery,
          response: { 200: LibraryPage, ...problems(400, 401, 403, 422, 429) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listLibraries, query),
    )
  }
