import type { components } from '@portico/sdk/generated/management.ts'
import type { MailSettings } from '../../api/mail-settings.ts'

type MailSettingsBody = components['schemas']['MailSettingsRequest']
export type Security = MailSettingsBody['security']

export interface ServerFormValues {
  host: string
  port: number | string
  security: Security
  username: string
  password: string
  fromName: string
  fromAddress: string
}

export const securityOptions: { value: Security; label: string; port: number }[] = [
  { value: 'starttls', label: 'STARTTLS', port: 587 },
  { value: 'tls', label: 'TLS from the start', port: 465 },
  { value: 'none', label: 'None: unencrypted', port: 25 },
]

export const initialValues = (settings: MailSettings): ServerFormValues => ({
  host: settings.host ?? '',
  port: settings.port ?? 587,
  security: settings.security ?? 'starttls',
  username: settings.username ?? '',
  password: '',
  fromName: settings.source === 'organization' ? (settings.fromName ?? '') : '',
  fromAddress: settings.source === 'organization' ? (settings.fromAddress ?? '') : '',
})

/** The stored password may be kept only if server, port, encryption and user name stay the same. */
export function mayKeepPassword(values: ServerFormValues, settings: MailSettings): boolean {
  const { host, port, security, username } = settings
  return (
    settings.hasPassword &&
    values.host.trim() === host &&
    Number(values.port) === port &&
    values.security === security &&
    values.username.trim() === username
  )
}

type Errors = Partial<Record<keyof ServerFormValues, string>>

export function checkServer(values: ServerFormValues, settings: MailSettings): Errors {
  const hasName = values.username.trim() !== ''
  return {
    ...(values.host.trim() === '' ? { host: 'Enter the name of the server.' } : {}),
    ...(values.port === '' ? { port: 'Enter the port.' } : {}),
    ...(values.fromAddress.trim() === '' ? { fromAddress: 'Enter the address that mail comes from.' } : {}),
    ...(hasName && values.password === '' && !mayKeepPassword(values, settings)
      ? { password: settings.hasPassword ? 'Enter it again: it goes to another place now.' : 'Enter the password.' }
      : {}),
    ...(!hasName && values.password !== '' ? { username: 'Enter the user name that the password belongs to.' } : {}),
    ...(hasName && values.security === 'none'
      ? { security: 'Without encryption the password could be read on the way.' }
      : {}),
  }
}

export const settingsRequestOf = (values: ServerFormValues): MailSettingsBody => ({
  host: values.host.trim(),
  port: Number(values.port),
  security: values.security,
  username: values.username.trim() || null,
  ...(values.password === '' ? {} : { password: values.password }),
  fromName: values.fromName.trim() || null,
  fromAddress: values.fromAddress.trim(),
})
