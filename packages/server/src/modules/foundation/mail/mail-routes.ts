import { firstLanguage, languageHeader } from '../../../config/languages.ts'
import { lockOrganizationRow } from '../../../db/row-locks.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { ReadsPart } from '../../../http/api/reads.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { Empty, KeyParameter, problems } from '../../../http/api/schemas.ts'
import { deleteMailSettings } from './delete-mail-settings.ts'
import { getMail } from './get-mail.ts'
import { getMailSettings } from './get-mail-settings.ts'
import { listMails } from './list-mails.ts'
import {
  MailDetails,
  MailPage,
  MailSettings,
  MailSettingsRequest,
  MailsQuery,
  TestMailAnswer,
  TestMailRequest,
} from './mail-schemas.ts'
import { replaceMailSettings } from './replace-mail-settings.ts'
import { sendTestMail } from './send-test-mail.ts'
import type { MailSettingsParts } from './store-settings-notices.ts'

const config = { permission: 'Configuration management > Manage Email configurations' } as const
const changing = { ...config, recentSignIn: 'mail-settings' } as const
const tags = ['mail']
const settings = {
  kind: 'mail settings',
  fields: ['source', 'host', 'port', 'security', 'username', 'hasPassword', 'fromName', 'fromAddress'],
}
const editSettings = conditionalEdit({
  lock: ({ db }, { organizationKey }) => lockOrganizationRow(db, organizationKey),
  read: getMailSettings,
  change: replaceMailSettings,
})

/** `/api/management/v1/mail-settings` and `/mails`: the SMTP server, and what was sent through it or kept. */
export const mailRoutes =
  (parts: MailSettingsParts & ReadsPart): Routes =>
  async (app) => {
    app.get(
      '/mail-settings',
      {
        config: { ...config, edited: settings },
        schema: {
          operationId: 'MailSettings_Read',
          summary: 'Read which SMTP server sends the mail of the organization',
          tags,
          response: { 200: MailSettings, ...problems(401, 403) },
        },
      },
      ({ principal }) => getMailSettings(parts, principal),
    )

    app.put(
      '/mail-settings',
      {
        config: { ...changing, edited: settings },
        schema: {
          operationId: 'MailSettings_Write',
          summary:
            'Set the SMTP server of the organization, and tell its administrators. Needs every permission that controls access.',
          tags,
          body: MailSettingsRequest,
          response: { 204: Empty, ...problems(400, 401, 403) },
        },
      },
      async (request, reply) => {
        await editSettings(parts, request, reply)
        return reply.code(204).send()
      },
    )

    app.delete(
      '/mail-settings',
      {
        config: changing,
        schema: {
          operationId: 'MailSettings_Delete',
          summary:
            'Delete the SMTP server of the organization: its mail is then sent through that of the deployment, or kept. Needs every permission that controls access.',
          tags,
          response: { 204: Empty, ...problems(401, 403) },
        },
      },
      async ({ principal }, reply) => {
        await deleteMailSettings(parts, principal)
        return reply.code(204).send()
      },
    )

    app.post(
      '/mail-settings/test',
      {
        config,
        schema: {
          operationId: 'MailSettings_Test',
          summary: 'Send a test message immediately, and return the answer of the SMTP server',
          tags,
          body: TestMailRequest,
          response: { 200: TestMailAnswer, ...problems(400, 401, 403, 429) },
        },
      },
      // In the language of the pages on which it is asked for.
      ({ principal, body: { to }, headers }) =>
        sendTestMail(parts, principal, { to, language: firstLanguage(headers[languageHeader]) }),
    )

    app.get(
      '/mails',
      {
        config,
        schema: {
          operationId: 'Mail_List',
          summary: 'List the mails of the last 30 days, the newest first',
          tags,
          querystring: MailsQuery,
          response: { 200: MailPage, ...problems(400, 401, 403) },
        },
      },
      ({ query }, reply) => parts.reads.sendRead(reply, listMails, query),
    )

    app.get(
      '/mails/:key',
      {
        config,
        schema: {
          operationId: 'Mail_Read',
          summary:
            'Read a mail, with its content while it is kept. Needs every permission that controls access: contents hold codes.',
          tags,
          params: KeyParameter,
          response: { 200: MailDetails, ...problems(400, 401, 403, 404) },
        },
      },
      ({ principal, params }) => getMail(parts, principal, params.key),
    )
  }
