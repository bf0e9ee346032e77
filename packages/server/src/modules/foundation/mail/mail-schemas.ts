import { Type } from 'typebox'
import { smtpSecurities } from '../../../config/smtp.ts'
import {
  AnyOf,
  component,
  Key,
  Name,
  Nullable,
  named,
  OneOf,
  Page,
  PageQuery,
  Query,
  Timestamp,
} from '../../../http/api/schemas.ts'
import { mailKinds, mailStatuses } from './mail.ts'

const Security = named('SmtpSecurity', OneOf(...smtpSecurities))
/** Up to 320 characters, without a display name */
const Address = Type.String({ minLength: 3, maxLength: 320 })
const Port = Type.Integer({ format: 'int32', minimum: 1, maximum: 65_535 })

/** `source`: whose SMTP server sends; `none` where mail is kept. The deployment's own server is not shown. */
export const MailSettings = Type.Object(
  {
    source: named('MailSettingsSource', OneOf('organization', 'deployment', 'none')),
    host: Nullable(Type.String()),
    port: Nullable(Type.Integer({ format: 'int32' })),
    security: Nullable(Security),
    username: Nullable(Type.String()),
    /** The password itself is never read back */
    hasPassword: Type.Boolean(),
    fromName: Nullable(Type.String()),
    fromAddress: Nullable(Type.String()),
    updatedAt: Nullable(Timestamp),
    /** When the server first took a message by these settings; null until then */
    workedAt: Nullable(Timestamp),
  },
  component('MailSettings'),
)

export const MailSettingsRequest = Type.Object(
  {
    host: Type.String({ minLength: 1, maxLength: 253 }),
    /** 25, 465, 587 or from 1024 on */
    port: Port,
    /** `starttls` (usually port 587): the server has to offer it; `tls` (465): from the first byte; `none`: unencrypted */
    security: Security,
    username: Type.Optional(Nullable(Name)),
    /** May be left out where host, port, security and username stay as they are */
    password: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 1024 }))),
    fromName: Type.Optional(Nullable(Name)),
    fromAddress: Address,
  },
  component('MailSettingsRequest'),
)

export const TestMailRequest = Type.Object({ to: Address }, component('TestMailRequest'))

/** `sent`: the server has accepted it and said `answer`; `kept`: there is no server, read it with GET /mails/{key} */
export const TestMailAnswer = Type.Object(
  { key: Key, status: named('TestMailStatus', OneOf('sent', 'kept')), answer: Nullable(Type.String()) },
  component('TestMailAnswer'),
)

const Kind = named('MailKind', OneOf(...mailKinds))
const Status = named('MailStatus', OneOf(...mailStatuses))

const mailProperties = {
  key: Key,
  kind: Kind,
  /** `waiting`: to be sent, perhaps again; `kept`: there was no SMTP server, and it will not be sent */
  status: Status,
  toAddress: Type.String(),
  toName: Nullable(Type.String()),
  subject: Type.String(),
  attempts: Type.Integer({ format: 'int32' }),
  nextAttemptAt: Nullable(Timestamp),
  error: Nullable(Type.String({ description: 'Why the last attempt failed, in words' })),
  errorCode: Nullable(
    Type.String({
      description: 'The same as the errorCode of a problem, such as that of a test message: PTC-MAI-40003',
    }),
  ),
  createdAt: Timestamp,
  sentAt: Nullable(Timestamp),
}

export const MailPage = Page(Type.Object(mailProperties, component('Mail')), 'MailPage')

/** The content is there while the mail is `kept`; of others it is null. */
export const MailDetails = Type.Object(
  { ...mailProperties, text: Nullable(Type.String()), html: Nullable(Type.String()) },
  component('MailDetails'),
)

export const MailsQuery = Query({
  status: Type.Optional(AnyOf(Status)),
  kind: Type.Optional(AnyOf(Kind)),
  ...PageQuery,
})
