import type { Foundation } from '../foundation/foundation.ts'
import type { Members } from '../members/members.ts'
import type { BaseParts, WingRoutes } from '../wing.ts'
import { credentialRoutes } from './credentials/credentials-routes.ts'
import { acceptanceRoutes } from './invitations/acceptance-routes.ts'
import { createAcceptanceService } from './invitations/acceptance-service.ts'
import { invitationRoutes } from './invitations/invitations-routes.ts'
import { createInvitationService } from './invitations/invitations-service.ts'
import { secondFactorRoutes } from './second-factors/second-factors-routes.ts'
import { createSignInParts } from './sign-ins/sign-in-parts.ts'
import { signInDayRoutes } from './sign-ins/sign-ins-routes.ts'
import { createSignInDayService } from './sign-ins/sign-ins-service.ts'

/** How users prove who they are, and how they come to be able to. */
export type SignIn = ReturnType<typeof openSignIn>['parts']

export function openSignIn(base: BaseParts & Foundation & Members) {
  const signInParts = createSignInParts(base)
  const { expiredCodes, passwordReset } = signInParts
  return {
    parts: {
      ...signInParts,
      signInDays: createSignInDayService(base),
      invitations: createInvitationService({ ...base, ...signInParts }),
      acceptance: createAcceptanceService({ ...base, ...signInParts }),
    },
    workers: [expiredCodes, { start() {}, stop: passwordReset.settled }],
  }
}

export const signInRoutes = (context: BaseParts & Foundation & Members & SignIn): WingRoutes => ({
  management: [signInDayRoutes(context.signInDays), invitationRoutes(context)],
  portal: [credentialRoutes(context), secondFactorRoutes(context), acceptanceRoutes(context)],
})
