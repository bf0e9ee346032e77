import { Type } from 'typebox'
import { component, Query } from '../../../http/api/schemas.ts'

/** How many days up to today: 1 to 366, 30 unless given */
export const SignInDaysQuery = Query({
  days: Type.Optional(Type.Integer({ format: 'int32', minimum: 1, maximum: 366, default: 30 })),
})

/** A day in UTC, and the number of sign-ins on it */
const SignInDay = Type.Object(
  { day: Type.String({ format: 'date' }), signIns: Type.Integer({ format: 'int32' }) },
  component('SignInDay'),
)

export const SignInDayList = Type.Object({ results: Type.Array(SignInDay) }, component('SignInDayList'))
