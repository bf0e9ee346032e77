import { type Static, Type } from 'typebox'
import { component, Key, Nullable, named, OneOf, Timestamp } from '../../../http/api/schemas.ts'
import { recentSignInAreas } from '../../foundation/permissions/recent-sign-in-areas.ts'
import { longestSessionMinutes, ruleUsers, shortestIdleMinutes, shortestSessionMinutes } from './sign-in-settings.ts'

const minutes = (minimum: number) => Type.Integer({ format: 'int32', minimum, maximum: longestSessionMinutes })

const RuleUsers = named('SignInRuleUsers', OneOf(...ruleUsers))
const RoleKeys = Type.Array(Key, { maxItems: 100 })

const properties = {
  /** `nobody`, `members` who hold any organization role, holders of the chosen `roles`, or `everybody` */
  secondFactorRequiredFor: RuleUsers,
  /** The organization roles, where it is `roles`; otherwise empty */
  secondFactorRoleKeys: RoleKeys,
  /** Who signs in with a passkey alone. Who has none yet is asked to create one after the password. */
  passwordsRefusedFor: RuleUsers,
  /** The organization roles, where it is `roles`; otherwise empty */
  passwordsRefusedRoleKeys: RoleKeys,
  /** From the sign-in until the session ends: 15 to 720 minutes */
  sessionMinutes: minutes(shortestSessionMinutes),
  /** From the last use until the session ends: 5 to 720 minutes; null: it does not end by being idle */
  idleMinutes: Nullable(minutes(shortestIdleMinutes)),
  /** How long a sign-in counts as recent: 1 to 720 minutes */
  recentSignInMinutes: minutes(1),
  /** The changes that take a recent sign-in. Those of these settings and of one's own passkeys and apps always do. */
  recentSignInRequiredFor: Type.Array(named('RecentSignInArea', OneOf(...recentSignInAreas)), {
    uniqueItems: true,
    maxItems: recentSignInAreas.length,
  }),
}

export const SignInSettings = Type.Object(
  { ...properties, updatedAt: Nullable(Timestamp) },
  component('SignInSettings'),
)

/** A field that is left out stays as it is. */
export const SignInSettingsRequest = Type.Partial(Type.Object(properties), {
  ...component('SignInSettingsRequest'),
  minProperties: 1,
})
export type SignInSettingsRequest = Static<typeof SignInSettingsRequest>
