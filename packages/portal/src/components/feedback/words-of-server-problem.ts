import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg, plural } from '@lingui/core/macro'
import { permission } from '../../api/permission-names.ts'
import type { ApiProblem, ProblemWords } from '../../api/problem.ts'
import { type ProblemName, problemName } from '../../api/problem-name.ts'
import { wordsOfSmtpProblem } from '../mail/words-of-smtp-problem.ts'
import { whoGrantsRoles } from '../values/who-grants-roles.ts'
import { signInWords, type TitleAndDetail } from './sign-in-words.ts'
import { wordsOfSentence } from './words-of-sentence.ts'

const tooMany = msg`Too many attempts`
const tooManyRequests = msg`Too many requests`
const tryLater = msg`Try again in some minutes.`
const serverFailed = msg`Something went wrong in the server`
const tryShortly = msg`Try again shortly.`
const gone = msg`This no longer exists`
const roleGone = msg`The role no longer exists`
const goneDetail = msg`It has been deleted, or you may not view it. Load the page again.`
const nameTaken = msg`This name is taken`
const chooseName = msg`This name is taken already. Choose another name: upper and lower case make no difference.`
const stillInUse = msg`This is still in use`
const loadAgain = msg`Load the page again.`
const keysUnreadable = msg`No usable keys are at this address`
const keysUnreadableDetail = msg`No usable keys can be read at this address. The cause is under “Details”.`
const otherPortfolio = msg`The stage belongs to another portfolio`
const otherPortfolioDetail = msg`Choose a stage of the portfolio of the asset.`

/** Problems whose cause only the server's sentence says */
const withCause: ReadonlySet<ProblemName> = new Set([
  'jwks_invalid',
  'jwks_uri_invalid',
  'relying_party_keys_unreadable',
  'registered_api_audience_invalid',
  'registered_api_scope_invalid',
  'relying_party_settings_unfit',
  'saml_metadata_invalid',
  'saml_key_step_refused',
  'mail_template_invalid',
])

const deleteOneFirst = msg`Delete one that is not needed any more first.`

/** What the server refuses, in words of the portal. Of what is not here, the server's own sentence is shown. */
const serverWords: Partial<Record<ProblemName, TitleAndDetail>> = {
  password_reset_impossible: [
    msg`No link for a new password can be sent`,
    msg`The user needs an e-mail, a password profile and an active account.`,
  ],
  own_account: [msg`This is your own account`, msg`Change it on the page “Your account”.`],
  changed_meanwhile: [msg`Somebody else has changed this in the meantime`, loadAgain],

  // Users, groups and roles
  email_taken: [msg`This e-mail is taken`, msg`A user with this e-mail exists already.`],
  identity_taken: [
    msg`This account belongs to another user`,
    msg`Each account at an identity provider belongs to one user.`,
  ],
  user_incomplete: [
    msg`The user has no way to sign in`,
    msg`Enter an e-mail, or an identity provider with a username or subject.`,
  ],
  user_not_registered: [
    msg`The user has not accepted the invitation yet`,
    msg`The user becomes active by accepting it. Until then you can only deactivate the user.`,
  ],
  user_not_invited: [
    msg`The user cannot be invited`,
    msg`Only users who cannot sign in yet are invited. They need an e-mail and must not be inactive.`,
  ],
  user_not_found: [gone, goneDetail],
  invitations_limited: [
    msg`Too many invitations and links in this hour`,
    msg`Nothing was sent. Try again in an hour at the latest.`,
  ],
  last_administrator: [
    msg`No Administrator would be left who can sign in`,
    msg`First make sure that another Administrator, for the whole organization and without an end date, can sign in: with a password, a passkey, or an identity provider of the organization where they have signed in before.`,
  ],
  group_name_taken: [nameTaken, msg`The stage has a group with this name already. Choose another name.`],
  group_not_found: [msg`The group no longer exists`, goneDetail],
  claim_mapping_not_found: [gone, goneDetail],
  group_role_unknown: [gone, goneDetail],
  group_role_elsewhere: [
    msg`The role belongs to another stage`,
    msg`A group has end-user roles of its own stage only.`,
  ],
  group_user_unknown: [gone, goneDetail],
  permission_unknown: [gone, goneDetail],
  bulk_operation_not_found: [gone, goneDetail],
  organization_role_name_taken: [
    nameTaken,
    msg`An organization role with this name exists already. Choose another name.`,
  ],
  organization_role_held: [
    stillInUse,
    msg`Users hold the role, now or in a future period. Revoke it from all of them, then delete it.`,
  ],
  organization_role_assets_too_many: [
    msg`The user holds roles for too many assets`,
    msg`Up to 500 single assets are possible. Grant a role for the portfolio in which they lie, or for the organization.`,
  ],
  organization_role_read_only: [msg`The role is built in`, msg`Duplicate it and change the copy.`],
  organization_role_not_found: [roleGone, goneDetail],
  grant_period_invalid: [msg`The period is not allowed`, msg`Its end must be in the future and after its beginning.`],

  // Assets, stages and portfolios
  asset_name_taken: [nameTaken, chooseName],
  asset_not_found: [gone, goneDetail],
  asset_held: [
    stillInUse,
    msg`It cannot be deleted while users or groups hold roles of the asset. Revoke these roles first.`,
  ],
  application_role_name_taken: [
    nameTaken,
    msg`The asset has an end-user role with this name already. Choose another name.`,
  ],
  application_role_held: [
    stillInUse,
    msg`It cannot be deleted while users or groups hold the role. Revoke it from them first.`,
  ],
  application_roles_too_many: [msg`An asset may have up to 500 end-user roles`, deleteOneFirst],
  application_role_not_found: [roleGone, goneDetail],
  environment_name_taken: [nameTaken, msg`The portfolio has a stage with this name already. Choose another name.`],
  environment_not_found: [gone, goneDetail],
  environments_too_many: [msg`An organization may have up to 300 stages`, msg`Use an existing stage.`],
  environment_unknown: [gone, goneDetail],
  environment_of_other_portfolio: [otherPortfolio, otherPortfolioDetail],
  environment_order_invalid: [msg`The stages have changed in the meantime`, loadAgain],
  asset_unknown: [gone, goneDetail],
  asset_tag_taken: [msg`This tag is taken`, msg`Another revision of the asset has it. Choose another tag.`],
  asset_revision_unknown: [gone, goneDetail],
  asset_revision_not_found: [gone, goneDetail],
  deployment_not_found: [gone, goneDetail],
  application_role_undefined: [gone, goneDetail],
  portfolio_unknown: [gone, goneDetail],
  portfolio_name_taken: [nameTaken, chooseName],
  portfolio_not_found: [gone, goneDetail],
  portfolios_too_many: [msg`An organization may have up to 100 portfolios`, deleteOneFirst],
  portfolio_in_use: [
    stillInUse,
    msg`It can be deleted once it has no stages and no assets, and nobody holds an organization role for it.`,
  ],

  // API clients, APIs, applications and identity providers
  api_client_not_found: [gone, goneDetail],
  api_client_secret_not_found: [msg`The secret has ended already`, loadAgain],
  api_client_not_suspended: [
    msg`The API client is not suspended`,
    msg`Suspend it, make sure that no program needs it any more, then delete it.`,
  ],
  secrets_limited: [
    msg`Too many secrets work at the same time`,
    msg`Choose a shorter overlap, or end one of the secrets first.`,
  ],
  relying_party_name_taken: [nameTaken, msg`Another sign-in application has this name. Choose another name.`],
  relying_party_not_found: [gone, goneDetail],
  relying_party_secret_not_found: [msg`The secret has ended already`, loadAgain],
  registered_api_audience_taken: [msg`This audience is taken`, msg`Each audience belongs to one API.`],
  registered_api_not_found: [gone, goneDetail],
  registered_api_active: [msg`The API is active`, msg`Deactivate it first, then delete it.`],
  identity_provider_name_taken: [nameTaken, msg`Another identity provider has this name. Choose another name.`],
  identity_providers_too_many: [msg`An organization may have up to 500 identity providers`, deleteOneFirst],
  identity_provider_domain_taken: [
    msg`This domain is taken`,
    msg`The domain belongs to another identity provider. Remove it there first.`,
  ],
  identity_provider_used: [
    stillInUse,
    msg`Users have a profile at this identity provider, or a group maps its claims. Change these first.`,
  ],
  identity_provider_not_found: [gone, goneDetail],

  jwks_invalid: [
    msg`The key cannot be used`,
    msg`Enter public keys for signatures: P-256, RSA of 2048 to 8192 bits, or Ed25519. Each needs a key ID of its own.`,
  ],
  jwks_uri_invalid: [keysUnreadable, keysUnreadableDetail],
  relying_party_keys_unreadable: [keysUnreadable, keysUnreadableDetail],
  registered_api_audience_invalid: [
    msg`The audience is not allowed`,
    msg`Enter a URI such as https://orders.example.com or urn:example:orders, of up to 255 characters, without fragment, username or password, and not at a host of Portico.`,
  ],
  registered_api_scope_invalid: [
    msg`A scope is not allowed`,
    msg`Each name may occur only once, in upper or lower case. Scopes of the sign-in, such as openid, are taken.`,
  ],
  registered_api_scope_unknown: [gone, goneDetail],
  relying_party_settings_unfit: [msg`These settings do not fit together`, msg`Change one of them.`],
  relying_party_asset_elsewhere: [otherPortfolio, otherPortfolioDetail],
  relying_party_allowed_users_unknown: [gone, goneDetail],
  relying_party_without_secrets: [msg`This application has no secret`, loadAgain],
  identity_provider_unknown: [gone, goneDetail],
  identity_provider_read_only: [msg`The identity provider is built in`, msg`It cannot be changed.`],
  identity_provider_secret_missing: [
    msg`The client secret is missing`,
    msg`Enter the client secret. It is needed again where the client ID or an endpoint changes.`,
  ],
  claim_value_delimited: [
    msg`The value contains the delimiter`,
    msg`Enter a value without the delimiter, or another delimiter.`,
  ],
  claim_mappings_too_many: [msg`A group may have up to 100 claim mappings`, deleteOneFirst],
  saml_metadata_invalid: [
    msg`This is not the metadata of a SAML provider`,
    msg`Use the XML document that the provider offers as its metadata, complete and unchanged.`,
  ],
  saml_not_used: [msg`No identity provider uses SAML`, loadAgain],
  saml_key_step_refused: [msg`This step is not possible now`, loadAgain],
  provider_not_linked: [msg`This account is not linked any more`, loadAgain],

  // Settings and mail
  signing_key_waiting: [msg`A new signing key is waiting already`, msg`Wait until it signs, or rotate at once.`],
  mail_template_invalid: [msg`The template is not allowed`, msg`Part of it is not allowed in this e-mail.`],
  mail_not_found: [gone, goneDetail],
  test_mails_limited: [msg`Too many test messages were sent`, tryLater],
  bulk_changes_waiting: [
    msg`Changes of too many users are still waiting`,
    msg`Changes of at most 200,000 users can wait in an organization. Try again when some of them are done, or stop one that is not needed.`,
  ],
  user_offboarded: [
    msg`The user has been offboarded in the meantime`,
    msg`They were offboarded after this was asked for, and get nothing back. Change them individually if that is what you want.`,
  ],

  // Anything
  already_set_up: [msg`There is an administrator already`, msg`Ask them for an invitation.`],
  profile_provided: [msg`Your identity provider decides this`, msg`Change it there.`],
  foreign_origin: [msg`This page has another address than the portal`, msg`Open the portal at its own address.`],
  csrf_token_invalid: [msg`This page is out of date`, loadAgain],
  member_required: [msg`This is for members only`, msg`Sign in with an account that has an organization role.`],
  audit_entry_not_found: [gone, goneDetail],
  account_limited: [tooMany, tryLater],
  network_limited: [msg`Too many requests come from your network`, tryLater],
  rate_limited: [tooManyRequests, msg`Try again in a minute.`],
  lists_busy: [msg`Too many lists are loading at this moment`, tryShortly],
  list_stopped: [msg`The list took too long to load`, msg`Search for something more exact, or use fewer filters.`],
  body_too_large: [msg`This is too large`, msg`Enter less text, or choose a smaller file.`],
  database_unavailable: [msg`The server cannot reach its database`, tryShortly],
  internal_error: [serverFailed, msg`Try again. If it happens again, tell an administrator the trace ID.`],
  shutting_down: [msg`The server is stopping`, tryShortly],
}

/** Where the answer says how many seconds to wait, they are said. */
const longestWait = 600

/** In the words of the portal; undefined for a problem that it has none for. */
export function wordsOfServerProblem(problem: ApiProblem, i18n: I18n): Omit<ProblemWords, 'traceId'> | undefined {
  const { title, detail, retryAfter } = problem
  const name = problemName(problem)
  if (name === undefined) return undefined
  if (name === 'permission_missing') {
    return { title: i18n._(msg`You may not do this`), detail: missingPermission(detail, i18n) }
  }
  const smtp = wordsOfSmtpProblem(name)
  if (smtp) return { title: i18n._(smtp.title), detail: i18n._(smtp.advice), raw: detail }
  const words = serverWords[name] ?? signInWords[name]
  if (serverWords[name] === undefined && words && i18n.locale === 'en' && detail !== '') return { title, detail }
  const sentence = wordsOfSentence(detail)
  if (words) {
    const own = { title: i18n._(words[0]), detail: i18n._(waitOf(retryAfter) ?? sentence ?? words[1]) }
    return withCause.has(name) && !sentence ? { ...own, raw: detail } : own
  }
  const isOfUndoing = /^The field changedBy /.test(detail)
  const refused = isOfUndoing ? msg`This cannot be undone` : msg`A value is not allowed`
  return sentence && { title: i18n._(refused), detail: i18n._(sentence) }
}

const waitOf = (seconds: number | undefined): MessageDescriptor | undefined =>
  seconds === undefined || seconds > longestWait
    ? undefined
    : msg`${plural(seconds, { one: 'Try again in # second.', other: 'Try again in # seconds.' })}`

/** Which permission it takes, where the server names one that the portal knows */
function missingPermission(detail: string, i18n: I18n): string {
  const found = Object.values(permission).filter((name) => detail.includes(name))
  if (found.length === 0) return i18n._(whoGrantsRoles)
  const names = new Intl.ListFormat(i18n.locale).format(found)
  if (/who has asked for this change/.test(detail)) {
    return i18n._(
      msg`A change of many users can be stopped by whoever has asked for it, and by those who hold at least the same permissions that control access. You do not hold: ${names}.`,
    )
  }
  if (/controls access/.test(detail)) {
    return i18n._(
      msg`Permissions that control access can be given and taken only by those who hold them. You do not hold: ${names}.`,
    )
  }
  const [, stage] = /in the stage (.+)\.$/.exec(detail) ?? []
  const isOneOf = found.length > 1 && /\bone of\b/.test(detail)
  const needed =
    stage !== undefined
      ? msg`You need the permission ${names} in the stage ${stage}.`
      : isOneOf
        ? msg`You need one of these permissions: ${names}.`
        : msg`You need the permission ${names}.`
  return `${i18n._(needed)} ${i18n._(whoGrantsRoles)}`
}
