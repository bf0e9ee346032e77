import { isIP } from 'node:net'
import { endsInNumber } from '../../../config/ends-in-number.ts'
import { isMailAddress, type SmtpSecurity } from '../../../config/smtp.ts'
import { nameFault } from '../../../http/api/require-name.ts'
import { Problem } from '../../../problems/problem.ts'
import { isAllowedDestination } from '../outgoing/is-allowed-destination.ts'

export interface MailSettingsRequest {
  host: string
  port: number
  security: SmtpSecurity
  username?: string | null
  /** Left out: the stored one, as long as it goes to the same server with the same username */
  password?: string | null
  fromName?: string | null
  fromAddress: string
}

/** For a field that breaks this rule, such as `must be an address` */
export const mailSettingInvalid = (field: string, rule: string): Problem =>
  new Problem('mail_settings_invalid', `The field ${field} ${rule}.`)

const hostPattern = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\.?$/i
/** Ports at which organizations may have an SMTP server: the registered ones, and those that anybody may listen at. */
const isAllowedPort = (port: number): boolean => [25, 465, 587].includes(port) || port >= 1024

/** @throws Problem mail_settings_invalid */
export function requireValidMailSettings(request: MailSettingsRequest, allowedNetworks: readonly string[]): void {
  const { host, port, security, username = null, fromName, fromAddress } = request
  if (!isIP(host) && (host.length > 253 || !hostPattern.test(host) || endsInNumber(host))) {
    throw mailSettingInvalid('host', 'must be a host name such as mail.example.com, or an IP address')
  }
  if (isIP(host) && !isAllowedDestination(host, allowedNetworks)) {
    const rule = 'must be a public address. Others are possible where the operator lists them (--smtp-allowed-networks)'
    throw mailSettingInvalid('host', rule)
  }
  if (!isAllowedPort(port)) throw mailSettingInvalid('port', 'must be 25, 465, 587 or from 1024 to 65535')
  if (security === 'none' && username !== null) {
    const rule = 'must be starttls or tls where there is a username: the password would be readable'
    throw mailSettingInvalid('security', rule)
  }
  const fault = fromName && nameFault(fromName)
  if (fault) throw mailSettingInvalid('fromName', fault)
  if (!isMailAddress(fromAddress)) {
    throw mailSettingInvalid('fromAddress', 'must be an address such as portico@example.com')
  }
}
