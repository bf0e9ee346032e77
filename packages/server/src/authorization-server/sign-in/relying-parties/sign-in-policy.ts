import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { isSufficient } from '../../../modules/members/sign-in-settings/sign-in-rules.ts'
import { portalClientId } from '../sign-in-options.ts'
import type { SignInClient } from './find-relying-parties.ts'
import type { SignedInAccount } from './signed-in-account.ts'

const { Check, Prompt } = interactionPolicy
const ask = (isNeeded: boolean): boolean => (isNeeded ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT)

/**
 * What a sign-in takes, in order: which account, that the user is signed in as this client wants it, that they may use it,
 * and that they have consented to what it learns.
 */
export function signInPolicy() {
  const policy = interactionPolicy.base()
  policy.add(selectAccount(), 0)
  for (const check of loginChecks) policy.get('login')?.checks.add(check)
  policy.add(new Prompt({ name: 'access' }, mayNotUse), 2)
  const consent = policy.get('consent')
  // What a native program learns is decided by its consent like for all others, and there are no claims to ask for.
  for (const reason of ['native_client_prompt', 'op_claims_missing', 'rar_prompt']) consent?.checks.remove(reason)
  return policy
}

const accountOf = ({ oidc }: KoaContextWithOIDC): SignedInAccount | undefined =>
  oidc.account as SignedInAccount | undefined

const loginChecks = [
  /**
   * The portal's users sign in each time, whatever `prompt` says. Otherwise the holder of the cookie of the authorization
   * server's session could create session after session with it, and would stay signed in for more than 12 hours.
   */
  new Check('every_sign_in', 'End-User authentication is required', 'login_required', ({ oidc }) =>
    ask(oidc.client?.clientId === portalClientId && !oidc.result?.login),
  ),
  // Without an account, the session has ended though its cookie has not.
  new Check('session_over', 'End-User authentication is required', 'login_required', (ctx) => ask(!accountOf(ctx))),
  new Check('too_long_ago', 'The sign-in was too long ago', 'login_required', (ctx) => {
    const { relyingParty } = ctx.oidc.client as SignInClient
    const minutes = relyingParty?.maxSignInAgeMinutes ?? null
    return ask(minutes !== null && ctx.oidc.session?.past(minutes * 60) === true && !ctx.oidc.result?.login)
  }),
  new Check('second_factor', 'A second factor is required', 'login_required', (ctx) => {
    const { relyingParty } = ctx.oidc.client as SignInClient
    const account = accountOf(ctx)
    if (!relyingParty?.requiresSecondFactor || !account) return Check.NO_NEED_TO_PROMPT
    return ask(!isSufficient({ needsSecondFactor: true, needsPasskey: false }, account.signOn.method))
  }),
  new Check('identity_provider', 'Another identity provider is required', 'login_required', (ctx) =>
    ask(accountOf(ctx)?.isProviderUsable === false),
  ),
]

/** Asks who is signed in whether to go on as that user, where the client wants it. */
function selectAccount() {
  const prompt = new Prompt({ name: 'select_account', requestable: true })
  const [isRequested] = prompt.checks
  if (!isRequested) throw new Error('the library has no check for what a client asks for')
  prompt.checks.remove(isRequested.reason)
  prompt.checks.add(
    // Nobody is signed in: there is nobody to select.
    new Check('select_account_prompt', 'account selection is required', 'account_selection_required', async (ctx) =>
      accountOf(ctx) ? isRequested.check(ctx) : Check.NO_NEED_TO_PROMPT,
    ),
  )
  return prompt
}

const mayNotUse = new Check('may_not_use', 'The user may not use this application', 'access_denied', (ctx) =>
  ask(accountOf(ctx)?.mayUse === false),
)
