import { define } from './entry.ts'

/** What can go wrong with passwords, codes, passkeys and invitations. */
export const credentialProblems = define({
  sign_in_failed: {
    code: 'PTC-CRD-40001',
    status: 400,
    title: 'Signing in failed',
    help: 'The e-mail, the password, the code or the passkey is not right, or the user may not sign in. The answer is the same for all of these, so that nobody learns who has an account.',
  },
  sign_in_locked: {
    code: 'PTC-CRD-42901',
    status: 429,
    title: 'Too many attempts',
    help: 'After five failures in a row nothing more is looked at for a while: seconds first, twice as long after each further failure, five minutes at most. Try again after the time in Retry-After, or reset the password.',
  },
  network_limited: {
    code: 'PTC-CRD-42902',
    status: 429,
    title: 'Too many requests of people who are not signed in',
    help: 'From one address, or one /64 of IPv6, 300 requests a minute are taken for signing in, new passwords and invitations. Wait as many seconds as the header Retry-After says. Behind a proxy that is not named in `--trusted-proxies`, everybody has the address of the proxy.',
  },
  sign_in_busy: {
    code: 'PTC-CRD-50301',
    status: 503,
    title: 'Too many people are signing in at this moment',
    help: 'Checking a password costs memory and time on purpose, so only so many are checked at once. Try again after the time in Retry-After.',
  },
  password_refused: {
    code: 'PTC-CRD-40002',
    status: 400,
    title: 'The password is not allowed',
    help: 'A password has 12 to 1,024 characters, a digit and an upper-case letter among them. It is none of the passwords that are tried first everywhere, and not made of the name or the e-mail. The detail names the rule.',
  },
  password_wrong: {
    code: 'PTC-CRD-40003',
    status: 400,
    title: 'The current password is not right',
    help: 'Give the password that holds now. Whoever forgot it resets it from the sign-in page.',
  },
  code_wrong: {
    code: 'PTC-CRD-40004',
    status: 400,
    title: 'The code is not right',
    help: 'Codes are valid for a limited time, and only the newest one; three wrong codes void it. Ask for a new one.',
  },
  link_invalid: {
    code: 'PTC-CRD-40005',
    status: 400,
    title: 'The link is not valid any more',
    help: 'A link works once, until it expires or a newer one is made. Ask for a new one.',
  },
  authenticator_exists: {
    code: 'PTC-CRD-40901',
    status: 409,
    title: 'There is an authenticator app already',
    help: 'Remove it first, with the password or one of its codes.',
  },
  authenticator_missing: {
    code: 'PTC-CRD-40401',
    status: 404,
    title: 'There is no authenticator app',
    help: 'Begin by asking for a secret, and add it to the app.',
  },
  passkey_refused: {
    code: 'PTC-CRD-40006',
    status: 400,
    title: 'The passkey cannot be added',
    help: 'The browser’s answer does not belong to what was asked: it took too long, came from another site, or nobody was verified. Try again.',
  },
  passkey_not_found: {
    code: 'PTC-CRD-40402',
    status: 404,
    title: 'There is no such passkey',
    help: 'None of your passkeys has this key.',
  },
  passkeys_too_many: {
    code: 'PTC-CRD-40007',
    status: 400,
    title: 'There are too many passkeys',
    help: 'A user may have up to 20 passkeys. Remove one first.',
  },
  already_set_up: {
    code: 'PTC-CRD-40902',
    status: 409,
    title: 'The organization has an administrator already',
    help: 'The set-up link makes the first administrator. Sign in as that one; whoever is locked out gets another link by `portico organization set-up-link --anyway`.',
  },
  user_not_invited: {
    code: 'PTC-INV-40001',
    status: 400,
    title: 'The user has no invitation to send again',
    help: 'Only users with the status Invited can be sent their invitation again.',
  },
})
