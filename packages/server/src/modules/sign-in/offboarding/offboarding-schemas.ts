import { type Static, Type } from 'typebox'
import { component, Key, Nullable, named, OneOf } from '../../../http/api/schemas.ts'

/** In the order in which they are carried out */
export const offboardingSteps = [
  'SuspendApiClients',
  'EndClientCredentials',
  'EndApplicationCredentials',
  'RemoveFromGroups',
  'RevokeApplicationRoles',
  'RevokeOrganizationRoles',
  'EndSessions',
  'Deactivate',
] as const
export type OffboardingStepName = (typeof offboardingSteps)[number]

const StepName = named('OffboardingStepName', OneOf(...offboardingSteps))

/**
 * A secret that the user has generated, a public key that they have added, or an address of keys that they have set,
 * themselves or by an API client of their own, of an API client that somebody else created, or of a sign-in application
 */
const OffboardingCredential = Type.Object(
  {
    type: named('OffboardingCredentialType', OneOf('Secret', 'PublicKey', 'KeysAddress')),
    /** The last four characters of the secret; the key ID, null where the key has none; the address */
    hint: Nullable(Type.String()),
  },
  component('OffboardingCredential'),
)

/** What a step takes away: an API client, a credential of one or of a sign-in application, a group, a role, a session. Of each step the first hundred are listed. */
const OffboardingItem = Type.Object(
  {
    key: Key,
    /** Null: a session, which has no name */
    name: Nullable(Type.String()),
    /** The environment of a group or an application role */
    environmentKey: Nullable(Key),
    /** The asset of an application role, or for which an organization role was granted */
    assetKey: Nullable(Key),
    /**
     * What EndClientCredentials ends of the API client that `key` and `name` are of, and EndApplicationCredentials of the
     * sign-in application
     */
    credential: Nullable(OffboardingCredential),
  },
  component('OffboardingItem'),
)
export type OffboardingItem = Static<typeof OffboardingItem>

const step = {
  step: StepName,
  /** How many things it takes away; 0: there is nothing to do */
  total: Type.Integer(),
  items: Type.Array(OffboardingItem),
}

const OffboardingPlanStep = Type.Object(
  {
    ...step,
    /** Why the caller may not do it; null where they may. The others can be done without it. */
    refusal: Nullable(Type.String()),
  },
  component('OffboardingPlanStep'),
)

/** What offboarding a user would do */
export const OffboardingPlan = Type.Object({ steps: Type.Array(OffboardingPlanStep) }, component('OffboardingPlan'))
export type OffboardingPlan = Static<typeof OffboardingPlan>

export const OffboardingRequest = Type.Object(
  { steps: Type.Optional(Type.Array(StepName, { minItems: 1, maxItems: offboardingSteps.length, uniqueItems: true })) },
  component('OffboardingRequest'),
)
export type OffboardingRequest = Static<typeof OffboardingRequest>

/** What was done */
export const OffboardingReport = Type.Object(
  { steps: Type.Array(Type.Object(step, component('OffboardingDoneStep'))) },
  component('OffboardingReport'),
)
export type OffboardingReport = Static<typeof OffboardingReport>
