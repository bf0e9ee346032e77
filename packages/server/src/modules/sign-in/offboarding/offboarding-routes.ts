import type { Parts } from '../../../db/parts.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { KeyParameter, problems } from '../../../http/api/schemas.ts'
import { getOffboardingPlan } from './get-offboarding-plan.ts'
import { offboardUser } from './offboard-user.ts'
import { OffboardingPlan, OffboardingReport, OffboardingRequest } from './offboarding-schemas.ts'

const config = { permission: 'User and access management > Manage users' } as const
const tags = ['users']

/** `/api/management/v1/users/{key}/offboarding` */
export const offboardingRoutes =
  (parts: Parts<'clock' | 'vault' | 'config' | 'log'> & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/users/:key/offboarding',
      {
        config,
        schema: {
          operationId: 'UserOffboarding_Read',
          summary: 'Read what offboarding a user would take from them, and what of it the caller may not do',
          tags,
          params: KeyParameter,
          response: { 200: OffboardingPlan, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ params }, reply) => parts.reads.sendRead(reply, getOffboardingPlan, params.key),
    )

    app.post(
      '/users/:key/offboarding',
      {
        config: { ...config, recentSignIn: 'always' },
        schema: {
          operationId: 'UserOffboarding_Offboard',
          summary:
            'Offboard a user who leaves: suspend the API clients they created, end the secrets and keys they gave to others and to sign-in applications, remove groups and roles, end sessions, deactivate',
          description:
            'All steps unless some are named, all of them or none. A step that the caller may not do is refused, and can be left out.',
          tags,
          params: KeyParameter,
          body: OffboardingRequest,
          response: { 200: OffboardingReport, ...problems(400, 401, 403, 404, 429) },
        },
      },
      ({ principal, params, body }) => offboardUser(parts, principal, params.key, body),
    )
  }
