import { readMail } from '@portico/server/modules/foundation/mail/get-mail.ts'
import { listMails } from '@portico/server/modules/foundation/mail/list-mails.ts'
import type { TestServer } from './server.ts'

/** The texts of the mails that are kept for this address, oldest first. */
export async function mailTextsTo({ context, system }: TestServer, address: string): Promise<string[]> {
  await context.pendingPasswordResets.settled()
  const { results } = await listMails(context, system, { limit: 100 })
  const keys = results.filter(({ toAddress }) => toAddress === address).map(({ key }) => key)
  const mails = await Promise.all(keys.sort().map((key) => readMail(context, system.organizationKey, key)))
  return mails.map(({ text }) => text ?? '')
}

/** The six digits in a mail */
export const codeInMail = (mail: string | undefined): string =>
  /\b(\d{3}) ?(\d{3})\b/
    .exec(mail ?? '')
    ?.slice(1)
    .join('') ?? ''
/** The token of a link, alone or in a mail: in the hash, which browsers send to no server */
export const tokenInMail = (text: string | undefined): string => /#token=([\w-]+)/.exec(text ?? '')?.[1] ?? ''
