import { defineProblems } from './define-problems.ts'

/** Problems of passwords, codes, passkeys, invitations and the sign-in. */
export const signInProblems = defineProblems({
  sign_in_expired: {
    code: 'PTC-AUT-41001',
    status: 410,
    title: 'The sign-in has expired',
    help: 'A sign-in must be completed within an hour, in the browser in which it began. Begin again from the portal.',
  },

  sign_in_failed: {
    code: 'PTC-CRD-40001',
    status: 400,
    title: 'Sign-in failed',
    help: 'The e-mail, the password, the code or the passkey is incorrect, or the user may not sign in. The answer is the same for all of these, so that a caller cannot learn who has an account.',
  },
  password_refused: {
    code: 'PTC-CRD-40002',
    status: 400,
    title: 'The password is not allowed',
    help: 'A password has 12 to 1,024 characters, a digit and an upper-case letter among them. It is not one that attackers try first, and not made of the name or the e-mail. The detail names the rule.',
  },
  password_wrong: {
    code: 'PTC-CRD-40003',
    status: 400,
    title: 'Incorrect current password',
    help: 'Give the current password. A user who has forgotten it can reset it from the sign-in page.',
  },
  code_wrong: {
    code: 'PTC-CRD-40004',
    status: 400,
    title: 'Incorrect code',
    help: 'Codes are valid for a limited time, and only the newest one; three wrong codes void it. The code for a new password works only in the browser in which it was asked for; the link in the same mail works in any. Ask for a new one.',
  },
  link_invalid: {
    code: 'PTC-CRD-40005',
    status: 400,
    title: 'The link is not valid any more',
    help: 'A link works once, until it expires or a newer one is made. Ask for a new one.',
  },
  passkey_refused: {
    code: 'PTC-CRD-40006',
    status: 400,
    title: 'The passkey cannot be added',
    help: 'The answer of the browser does not match the request: it took too long, came from another site, or the user was not verified. Try again.',
  },
  passkeys_too_many: {
    code: 'PTC-CRD-40007',
    status: 400,
    title: 'There are too many passkeys',
    help: 'A user may have up to 20 passkeys. Remove one first.',
  },
  password_reset_impossible: {
    code: 'PTC-CRD-40008',
    status: 400,
    title: 'The user cannot be sent a link for a new password',
    help: 'A link goes to active users with an e-mail and a profile at the built-in identity provider. The detail says which of these is missing.',
  },
  own_account: {
    code: 'PTC-CRD-40009',
    status: 400,
    title: 'This is your own account',
    help: 'Your own sessions, passkeys, authenticator app and password are changed on the page *My account*, where the password or a code is asked for.',
  },
  authenticator_missing: {
    code: 'PTC-CRD-40401',
    status: 404,
    title: 'There is no authenticator app',
    help: 'Ask for a secret first, and add it to the app.',
  },
  passkey_not_found: {
    code: 'PTC-CRD-40402',
    status: 404,
    title: 'There is no such passkey',
    help: 'None of the passkeys of the user has this key.',
  },
  authenticator_exists: {
    code: 'PTC-CRD-40901',
    status: 409,
    title: 'There is an authenticator app already',
    help: 'Remove it first, with the password or one of its codes.',
  },
  factor_required: {
    code: 'PTC-CRD-40903',
    status: 409,
    title: 'You need this to sign in',
    help: 'Your organization requires a second factor or a passkey of you, or nothing else is left with which you can sign in. Add another one first.',
  },
  password_exists: {
    code: 'PTC-CRD-40904',
    status: 409,
    title: 'There is a password already',
    help: 'Change it, with the current one.',
  },
  password_missing: {
    code: 'PTC-CRD-40403',
    status: 404,
    title: 'There is no password',
    help: 'You sign in with a passkey alone.',
  },
  password_not_allowed: {
    code: 'PTC-CRD-40301',
    status: 403,
    title: 'You may not have a password',
    help: 'You have no e-mail, which a password needs as the username: somebody who manages users enters it. Or the sign-in settings of your organization let you sign in with a passkey alone: if you have lost it, an administrator can remove it: then a new password can be asked for on the sign-in page, with which you create another passkey.',
  },
  sign_in_locked: {
    code: 'PTC-CRD-42901',
    status: 429,
    title: 'Too many attempts',
    help: 'After five failures in a row, further attempts are refused for a while: some seconds first, twice as long after each further failure, five minutes at most. A browser in which the user has signed in before has a count of its own. Try again after the time in Retry-After, or reset the password.',
  },
  codes_used_up: {
    code: 'PTC-CRD-42903',
    status: 429,
    title: 'Too many wrong codes were entered today',
    help: 'So many guesses at codes for new passwords are allowed in a day, for each e-mail and for the organization, so that nobody guesses one. The link in the mail goes on working, in any browser.',
  },
  password_choices_limited: {
    code: 'PTC-CRD-42904',
    status: 429,
    title: 'Too many new passwords were tried',
    help: 'A user may try 30 new passwords, as long as ten minutes have not passed without one: to judge how easy one is to guess takes much time. Nothing was changed. Try again after the time in Retry-After, with several words that have nothing to do with each other.',
  },
  sign_in_busy: {
    code: 'PTC-CRD-50301',
    status: 503,
    title: 'Too many people are signing in at this moment',
    help: 'Checking a password costs memory and time on purpose, so the number of checks at the same time is limited, and shared fairly among networks. Nothing was tried or counted. Try again after the time in Retry-After.',
  },

  invitations_limited: {
    code: 'PTC-INV-42901',
    status: 429,
    title: 'Too many invitations and links in this hour',
    help: 'A member or API client may send 100 invitations and links for a new password in an hour, unless `--invitations-per-hour` says otherwise, and 5 may go to one address. Nothing was changed. Try again after the time in Retry-After; POST /users/bulk creates many users without mail.',
  },
  user_not_invited: {
    code: 'PTC-INV-40001',
    status: 400,
    title: 'The user cannot be invited',
    help: 'Invited are users who cannot sign in yet: those with the status Invited or PendingRegistration, and Active ones without a profile at an identity provider. The detail says what to do instead.',
  },

  external_sign_in_failed: {
    code: 'PTC-FED-40002',
    status: 400,
    title: 'The answer of the identity provider was not accepted',
    help: 'It does not fit the sign-in that has begun, is too old, is not signed as it must be, or the provider is set up wrongly. The log of the server names the check, and *Test connection* on the page of the provider tries what can be tried without a person.',
  },
  external_sign_in_denied: {
    code: 'PTC-FED-40003',
    status: 400,
    title: 'The identity provider has let nobody in',
    help: 'The person has cancelled at the provider, or the provider does not allow them to use this application. Who may use it is set there.',
  },
  external_provider_unavailable: {
    code: 'PTC-FED-50301',
    status: 503,
    title: 'The identity provider cannot be reached',
    help: 'It does not answer, not in time, or not as an identity provider does. Sign in another way, or try again later. *Test connection* on the page of the provider says what is wrong.',
  },
  external_provider_refused: {
    code: 'PTC-FED-40301',
    status: 403,
    title: 'This identity provider may not be used there',
    help: 'An identity provider is used where it is assigned: for the portal to the organization, for an application to its stage, and an application may name the providers that it accepts. Sign in another way, or ask an administrator to assign it.',
  },
  external_user_unknown: {
    code: 'PTC-FED-40302',
    status: 403,
    title: 'Nobody here belongs to this account',
    help: 'The identity provider has proven who somebody is, but no user is linked to that account, and the provider’s settings do not create users. An administrator can invite them with this provider, or link the account with a user.',
  },
  external_user_inactive: {
    code: 'PTC-FED-40303',
    status: 403,
    title: 'The user is not active',
    help: 'Whoever was deactivated cannot sign in, in whatever way. An administrator can activate the user.',
  },
  external_email_taken: {
    code: 'PTC-FED-40304',
    status: 403,
    title: 'A user with this e-mail exists, and is not linked with the account',
    help: 'The identity provider has proven an e-mail that a user has already. Such a user is linked by proving both in one sign-in, where the provider’s settings link by e-mail. Somebody who controls access and has no other way to sign in is linked by an administrator, as is somebody with another account at the provider.',
  },
  external_subject_invalid: {
    code: 'PTC-FED-40001',
    status: 400,
    title: 'The identity provider names the user in a way that cannot be stored',
    help: 'A subject has 1 to 512 characters and no control characters. An administrator can choose another identifier at the provider.',
  },
  saml_metadata_invalid: {
    code: 'PTC-FED-40021',
    status: 400,
    title: 'These are not the metadata of one SAML provider',
    help: 'The detail says what is wrong. Take the XML document that the provider offers as its metadata, whole and as it is: one EntityDescriptor with one IDPSSODescriptor, its addresses and its certificates.',
  },
  saml_key_step_refused: {
    code: 'PTC-FED-40920',
    status: 409,
    title: 'The SAML key is not at this step',
    help: 'A key is replaced in steps: begin, switch, end; cancel gives up the next key before the switch. The detail says what is missing, or what comes first.',
  },
  saml_not_used: {
    code: 'PTC-FED-40420',
    status: 404,
    title: 'The organization has no SAML metadata yet',
    help: 'They are there from the first SAML provider on. Who needs them before makes the key: POST /api/management/v1/saml-keys/rotation with the step begin.',
  },
  saml_message_refused: {
    code: 'PTC-FED-40020',
    status: 400,
    title: 'The SAML message is refused',
    help: 'A message of a SAML provider counts where the provider has signed it for this organization, in time, and once. The log of the server says what was wrong with this one.',
  },
  provider_not_linked: {
    code: 'PTC-FED-40401',
    status: 404,
    title: 'The user is not linked with an account at this identity provider',
    help: 'Linked are the accounts with which a user has signed in, and those that an administrator has linked. The built-in identity provider is none of them: a password is removed by itself.',
  },
})
