import type { MailTable } from '../../../db/schema/mail-schema.ts'
import type { Db } from '../../../db/transaction.ts'
import type { Found } from '../../../http/api/page.ts'
import { catalogue, type ProblemName } from '../../../problems/catalogue.ts'
import type { MailId, MailKind, MailStatus } from './mail.ts'

export const insertMail = async (db: Db, row: MailTable): Promise<void> => {
  await db.insertInto('mails').values(row).execute()
}

/** How many mails of a kind an organization has written in a time. Later ones were written before a clock was set back. */
export async function countMailsSince(
  db: Db,
  organizationKey: string,
  kind: MailKind,
  { since, until }: Record<'since' | 'until', string>,
): Promise<number> {
  const { count } = await db
    .selectFrom('mails')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('organization_key', '=', organizationKey)
    .where('kind', '=', kind)
    .where('created_at', '>', since)
    .where('created_at', '<=', until)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** A mail as lists show it: without its content. */
export interface MailRow {
  key: string
  kind: MailKind
  status: MailStatus
  toAddress: string
  toName: string | null
  subject: string
  attempts: number
  nextAttemptAt: string | null
  error: string | null
  /** As in the body of the problem: `PTC-MAI-40003` */
  errorCode: string | null
  createdAt: string
  sentAt: string | null
}

const columns = [
  'key',
  'kind',
  'status',
  'to_address as toAddress',
  'to_name as toName',
  'subject',
  'attempts',
  'next_attempt_at as nextAttemptAt',
  'error',
  'problem',
  'created_at as createdAt',
  'sent_at as sentAt',
] as const

interface MailFilter {
  statuses: readonly MailStatus[] | undefined
  kinds: readonly MailKind[] | undefined
  limit: number
  offset: number
}

/** The newest first. */
export async function selectMails(
  db: Db,
  organizationKey: string,
  { statuses, kinds, limit, offset }: MailFilter,
): Promise<Found<MailRow>> {
  let mails = db.selectFrom('mails').where('organization_key', '=', organizationKey)
  if (statuses) mails = mails.where('status', 'in', statuses)
  if (kinds) mails = mails.where('kind', 'in', kinds)
  const rows = await mails.select(columns).orderBy('key', 'desc').limit(limit).offset(offset).execute()
  const { total } = await mails.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return { rows: rows.map(withErrorCode), total: Number(total) }
}

export async function selectMail(
  db: Db,
  { organizationKey, key }: MailId,
): Promise<(MailRow & { contentEncrypted: string | null }) | undefined> {
  const row = await db
    .selectFrom('mails')
    .select([...columns, 'content_encrypted as contentEncrypted'])
    .where('organization_key', '=', organizationKey)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && withErrorCode(row)
}

const withErrorCode = <Row extends { problem: string | null }>({ problem, ...row }: Row) => ({
  ...row,
  errorCode: problem !== null && isProblemName(problem) ? catalogue[problem].code : null,
})

const isProblemName = (name: string): name is ProblemName => Object.hasOwn(catalogue, name)
