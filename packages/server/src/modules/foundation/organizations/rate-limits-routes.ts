import { Type } from 'typebox'
import { apis } from '../../../http/api/apis.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { component, Nullable, named, OneOf, problems } from '../../../http/api/schemas.ts'
import type { RateLimits } from '../rate-limits/rate-limits.ts'
import type { OrganizationDirectory } from './organization-directory.ts'

const RateLimitsAnswer = Type.Object(
  {
    limits: Type.Array(
      Type.Object(
        {
          /** What is counted together, as in the path: all versions of an API, or `POST /users/bulk` */
          name: Type.String(),
          /** Requests a minute; null where there is no limit */
          limit: Nullable(Type.Integer({ format: 'int32' })),
          /** Of this minute. Above 600 a minute, servers count in blocks: it may be a little ahead */
          used: Type.Integer({ format: 'int32' }),
          /** Whether the operator has set it for this organization, or for the whole deployment */
          source: named('RateLimitSource', OneOf('organization', 'deployment')),
        },
        component('RateLimit'),
      ),
    ),
  },
  component('RateLimits'),
)

/** The names under which the guard counts: all versions of an API together */
const counted = [...new Set(Object.values(apis).map(({ prefix }) => prefix.split('/')[2] ?? ''))]

/** `/api/management/v1/rate-limits`: read only, because nobody lifts their own limit. The operator's command sets them. */
export const rateLimitsRoutes =
  (parts: { organizations: OrganizationDirectory; rateLimits: RateLimits }): Routes =>
  async (app) => {
    app.get(
      '/rate-limits',
      {
        config: { permission: 'Organization management > Manage organization' },
        schema: {
          operationId: 'RateLimits_Read',
          summary: 'Read how many requests a minute the organization may make, and how many it has made in this one',
          tags: ['organization'],
          response: { 200: RateLimitsAnswer, ...problems(401, 403) },
        },
      },
      async (request) => {
        const organization = await parts.organizations.find(request.hostname)
        const whole = counted.map(async (name) => ({ name, ...(await parts.rateLimits.read(organization, name)) }))
        const bulk = { name: 'POST /users/bulk', ...(await parts.rateLimits.read(organization, 'identity', 'bulk')) }
        return { limits: [...(await Promise.all(whole)), bulk] }
      },
    )
  }
