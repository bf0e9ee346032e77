/** Kinds that pages call otherwise */
const spelled: Record<string, string> = {
  'api-client': 'API client',
  'relying-party': 'sign-in application',
  'registered-api': 'API',
  'saml-key': 'SAML key',
}

const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** The entity type of an audit entry, within a sentence: `claim-mapping` → "claim mapping" */
export const auditEntityInSentence = (type: string): string => spelled[type] ?? type.replaceAll('-', ' ')

/** The same as a label: "Claim mapping" */
export const auditEntityLabel = (type: string): string => capitalized(auditEntityInSentence(type))

/** The action of an audit entry: `api-client.secret-generated` → "API client: secret generated" */
export function auditActionLabel(action: string): string {
  const [entity = '', verb = ''] = action.split('.')
  return `${auditEntityLabel(entity)}: ${verb.replaceAll('-', ' ')}`
}
