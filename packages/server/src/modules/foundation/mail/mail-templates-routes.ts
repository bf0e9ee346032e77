import { Type } from 'typebox'
import { languages } from '../../../config/languages.ts'
import type { Parts } from '../../../db/parts.ts'
import { lockOrganizationRow } from '../../../db/row-locks.ts'
import { conditionalEdit } from '../../../http/api/conditional-edit.ts'
import type { Routes } from '../../../http/api/routes.ts'
import { component, Empty, named, OneOf, problems } from '../../../http/api/schemas.ts'
import { getMailTemplates } from './get-mail-templates.ts'
import { TestMailAnswer } from './mail-schemas.ts'
import type { MailerParts } from './outgoing-mails.ts'
import { previewMailTemplate, sendTemplateTest } from './preview-mail-template.ts'
import { replaceMailTemplates } from './replace-mail-templates.ts'
import { mailTemplateNames } from './templates/mail-template.ts'

const config = { permission: 'Configuration management > Manage Email configurations' } as const
const tags = ['mail']

const Name = named('MailTemplateName', OneOf(...mailTemplateNames))
const template = {
  name: Name,
  /** Of those who get the mail */
  language: named('MailLanguage', OneOf(...languages)),
  /** Up to 200 characters on one line, with placeholders such as `{organization}` */
  subject: Type.String({ minLength: 1, maxLength: 200 }),
  /** Up to 5,000 characters; each line is a paragraph. `{link}`, `{code}`, `{details}` and `{advice}` stand alone on a line */
  text: Type.String({ minLength: 1, maxLength: 5_000 }),
}
const MailTemplate = Type.Object(template, component('MailTemplate'))
const own = { templates: Type.Array(MailTemplate, { maxItems: mailTemplateNames.length * languages.length }) }
const MailTemplatesRequest = Type.Object(own, component('MailTemplatesRequest'))

const Placeholders = Type.Array(Type.String())
const MailTemplates = Type.Object(
  {
    /** The organization's own */
    ...own,
    /** What is sent where there is none of its own in that language */
    defaults: Type.Array(MailTemplate),
    placeholders: Type.Array(
      Type.Object(
        {
          name: Name,
          /** Which a subject may hold */
          inSubject: Placeholders,
          /** Which a text must hold */
          required: Placeholders,
          /** Which a text may hold as well */
          optional: Placeholders,
        },
        component('MailTemplatePlaceholders'),
      ),
    ),
  },
  component('MailTemplates'),
)

const MailPreview = Type.Object(
  { subject: Type.String(), text: Type.String(), html: Type.String() },
  component('MailPreview'),
)
const TemplateTestRequest = Type.Object(
  { to: Type.String({ minLength: 3, maxLength: 320 }), ...template },
  component('MailTemplateTestRequest'),
)

const edited = { kind: 'mail templates', fields: ['templates'] }
const editTemplates = conditionalEdit({
  lock: ({ db }, { organizationKey }) => lockOrganizationRow(db, organizationKey),
  read: getMailTemplates,
  change: replaceMailTemplates,
})

/** `/api/management/v1/mail-templates`: what the organization says in its mails */
export const mailTemplatesRoutes =
  (parts: Parts<'clock' | 'vault' | 'config' | 'log' | 'publicUrl'> & MailerParts): Routes =>
  async (app) => {
    app.get(
      '/mail-templates',
      {
        config: { ...config, edited },
        schema: {
          operationId: 'MailTemplates_Read',
          summary: 'Read the subjects and texts of mails: the own ones of the organization, and those used otherwise',
          tags,
          response: { 200: MailTemplates, ...problems(401, 403) },
        },
      },
      ({ principal }) => getMailTemplates(parts, principal),
    )

    app.put(
      '/mail-templates',
      {
        config: { ...config, recentSignIn: 'mail-settings', edited },
        schema: {
          operationId: 'MailTemplates_Write',
          summary:
            'Replace the own subjects and texts of mails. Those that are not named go back to the default. Needs every permission that controls access.',
          tags,
          body: MailTemplatesRequest,
          response: { 204: Empty, ...problems(400, 401, 403) },
        },
      },
      async (request, reply) => {
        await editTemplates(parts, request, reply)
        return reply.code(204).send()
      },
    )

    app.post(
      '/mail-templates/preview',
      {
        config,
        schema: {
          operationId: 'MailTemplates_Preview',
          summary: 'Check a subject and a text, and return the mail with sample values. Nothing is stored or sent.',
          tags,
          body: MailTemplate,
          response: { 200: MailPreview, ...problems(400, 401, 403) },
        },
      },
      ({ principal, body }) => previewMailTemplate(parts, principal, body),
    )

    app.post(
      '/mail-templates/test',
      {
        config,
        schema: {
          operationId: 'MailTemplates_Test',
          summary:
            'Send a mail of this subject and text with sample values. Needs every permission that controls access.',
          tags,
          body: TemplateTestRequest,
          response: { 200: TestMailAnswer, ...problems(400, 401, 403, 429) },
        },
      },
      ({ principal, body }) => sendTemplateTest(parts, principal, body),
    )
  }
