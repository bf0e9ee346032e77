import { Type } from 'typebox'
import type { Parts } from '../../../db/parts.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { component, problems, Query } from '../../../http/api/schemas.ts'
import { listSignInDays } from './sign-in-days.ts'

/** How many days up to today: 1 to 366, 30 unless given */
const SignInDaysQuery = Query({
  days: Type.Optional(Type.Integer({ format: 'int32', minimum: 1, maximum: 366, default: 30 })),
})

/** A day in UTC, and the number of sign-ins on it */
const SignInDay = Type.Object(
  { day: Type.String({ format: 'date' }), signIns: Type.Integer({ format: 'int32' }) },
  component('SignInDay'),
)

const SignInDayList = Type.Object({ results: Type.Array(SignInDay) }, component('SignInDayList'))

/** `/api/management/v1/sign-in-days`: it answers numbers alone, so any permission is enough. */
export const signInDayRoutes =
  (parts: Parts<'clock'>): Routes =>
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
      ({ principal, query }) => listSignInDays(parts, principal, query.days),
    )
  }
