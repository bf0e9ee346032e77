import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { problems } from '../../../http/api/schemas.ts'
import { listSignInDays } from './sign-in-days.ts'
import { SignInDayList, SignInDaysQuery } from './sign-in-days-schemas.ts'

/** `/api/management/v1/sign-in-days`: it answers numbers alone, so any permission is enough. */
export const signInDayRoutes =
  (parts: Parts<'clock'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/sign-in-days',
      {
        config: { permission: 'any' },
        schema: {
          operationId: 'SignInDay_List',
          summary: 'Count the sign-ins of each of the last days, the earliest first',
          tags: ['sign-ins'],
          querystring: SignInDaysQuery,
          response: { 200: SignInDayList, ...problems(400, 401, 403) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listSignInDays, query.days),
    )
  }
