import type { ReadsPart } from '../../http/api/reads.ts'
import type { BaseParts, WingRoutes } from '../wing.ts'
import { relyingPartyRoutes } from './registrations/relying-parties-routes.ts'
import { createRelyingPartyDirectory } from './registrations/relying-party-directory.ts'
import { createRelyingPartyUse } from './registrations/relying-party-use.ts'

/** Programs that sign people in by OpenID Connect, and APIs of one's own. */
export type RelyingParties = ReturnType<typeof openRelyingParties>['parts']

export function openRelyingParties(base: BaseParts) {
  const relyingPartyUse = createRelyingPartyUse(base)
  return {
    parts: { relyingPartyDirectory: createRelyingPartyDirectory({ ...base, relyingPartyUse }), relyingPartyUse },
    workers: [],
    close: () => relyingPartyUse.close(),
  }
}

export const relyingPartiesRoutes = (context: BaseParts & ReadsPart): WingRoutes => ({
  management: [relyingPartyRoutes(context)],
})
