import type { Parts } from '../../../db/parts.ts'
import { toTimestamp } from '../../../db/timestamp.ts'
import { Problem } from '../../../problems/problem.ts'
import { organizationName } from '../../foundation/organizations/list-organizations.ts'
import type { NamedUser } from './acting-user.ts'
import { countWithinLimit } from './attempts.ts'
import type { HashSource } from './hash-turns.ts'
import { forgetBrowsers } from './known-browsers.ts'
import type { PasswordGuesses } from './password-guesses.ts'
import type { PasswordHashes } from './password-hashes.ts'
import { requireAllowedPassword, requireOwnPassword, requirePasswordForm } from './password-rules.ts'
import { deletePasswordRow, existsPassword, upsertPassword } from './passwords-repository.ts'

/** The hash of a password that was judged, before it is stored. */
export interface HashedPassword {
  hash: string
}

/** What judges and hashes new passwords */
export interface NewPasswordParts {
  guesses: PasswordGuesses
  hashes: PasswordHashes
}

/** Judging a password takes up to 100 ms of a core, and whoever has a link, or a session, may go on trying. */
const choices = { most: 30, milliseconds: 600_000 }

/**
 * Hashes a password that this user may have. Call it before the transaction begins: it takes long.
 * @param user who chooses it, with what they will be called
 * @throws Problem password_choices_limited, password_refused, sign_in_busy
 */
export async function hashPassword(
  parts: Parts<'clock' | 'vault'> & NewPasswordParts,
  organizationKey: string,
  user: NamedUser,
  password: string,
  source: HashSource,
): Promise<HashedPassword> {
  requirePasswordForm(password)
  const subject = { kind: 'password', userKey: user.key, place: 'choice' } as const
  if (!(await countWithinLimit(parts, organizationKey, subject, choices))) {
    const seconds = choices.milliseconds / 1_000
    const detail = `${choices.most} passwords were tried. Wait ten minutes before you choose another one.`
    throw new Problem('password_choices_limited', detail, { 'retry-after': String(seconds) })
  }
  const facts = [user.name, user.email, await organizationName(parts, organizationKey)]
  await parts.guesses.inTurn(source, async (isGuessable) => {
    await requireAllowedPassword(password, isGuessable)
    await requireOwnPassword(password, facts, isGuessable)
  })
  return { hash: await parts.hashes.make(password, source) }
}

/**
 * Stores the user's password instead of the former one. The browsers in which they signed in with that are forgotten.
 * @param browserTokens of a browser that stays known
 */
export async function storePassword(
  parts: Parts<'clock' | 'vault'>,
  organizationKey: string,
  userKey: string,
  { hash }: HashedPassword,
  { browserTokens }: { browserTokens?: readonly string[] | undefined } = {},
): Promise<void> {
  await upsertPassword(parts.db, organizationKey, userKey, { hash, changedAt: toTimestamp(parts.clock.now()) })
  await forgetBrowsers(parts, organizationKey, userKey, browserTokens)
}

/** Whether one of these users has a password. */
export const hasPassword = ({ db }: Parts, organizationKey: string, userKeys: readonly string[]): Promise<boolean> =>
  existsPassword(db, organizationKey, userKeys)

/** @returns whether there was one */
export async function deletePassword(
  parts: Parts<'vault'>,
  organizationKey: string,
  userKey: string,
): Promise<boolean> {
  await forgetBrowsers(parts, organizationKey, userKey)
  return deletePasswordRow(parts.db, organizationKey, userKey)
}
