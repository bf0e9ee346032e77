const spelled: Record<string, string> = { 'api-client': 'API client' }

const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** The entity type of an audit entry, within a sentence: `claim-mapping` → "claim mapping" */
export const entityInSentence = (type: string): string => spelled[type] ?? type.replaceAll('-', ' ')

/** The same as a label: "Claim mapping" */
export const entityInWords = (type: string): string => capitalized(entityInSentence(type))

/** The action of an audit entry: `api-client.secret-generated` → "API client: secret generated" */
export function actionInWords(action: string): string {
  const [entity = '', verb = ''] = action.split('.')
  return `${entityInWords(entity)}: ${verb.replaceAll('-', ' ')}`
}
