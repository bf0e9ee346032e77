import { discoveryUrl, publicUrl } from '../../api/discovery.ts'
import type { SnippetValues } from './snippet-texts.ts'

/**
 * The variables are those that the command line and the SDK's examples read. A name cannot add a line: control
 * characters are replaced.
 */
export const environmentFile = ({
  discovery,
  clientId,
  clientSecret,
  name,
}: SnippetValues & { name: string }): string =>
  [
    `# ${name.replace(/\p{Cc}/gu, ' ')}`,
    `# Discovery: ${discoveryUrl(discovery)}`,
    `PORTICO_URL=${publicUrl(discovery)}`,
    `PORTICO_CLIENT_ID=${clientId}`,
    `PORTICO_CLIENT_SECRET=${clientSecret}`,
    '',
  ].join('\n')

/** `Payroll import (nightly)` → `payroll-import-nightly.env` */
export function environmentFileName(name: string): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['api-client']
  return `${words.join('-').slice(0, 60)}.env`
}
