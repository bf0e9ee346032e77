import type { Foundation } from '../foundation/foundation.ts'
import type { Members } from '../members/members.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { BaseParts, WingRoutes } from '../wing.ts'
import { portalStateRoutes } from './first-administrator/portal-state-routes.ts'
import { setUpRoutes as firstAdministratorRoutes } from './first-administrator/set-up-routes.ts'
import { createSetUpService } from './first-administrator/set-up-service.ts'

/** How an empty database becomes an organization that somebody administers. */
export type SetUp = ReturnType<typeof openSetUp>['parts']

export function openSetUp(base: BaseParts & Foundation & Members & SignIn) {
  return { parts: { setUp: createSetUpService(base) }, workers: [] }
}

export const setUpRoutes = (context: Foundation & SetUp): WingRoutes => ({
  portal: [portalStateRoutes(context), firstAdministratorRoutes(context)],
})
