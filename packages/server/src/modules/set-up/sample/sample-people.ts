import type { UserStatus } from '../../../db/schema/directory-schema.ts'

// biome-ignore format: names, as many in a line as fit
const givenNames = [
  'Ada', 'Björn', 'Chiara', 'Dmitri', 'Élodie', 'Femi', 'Gabriela', 'Hiroshi', 'Ingrid', 'João',
  'Kavya', 'Liam', 'Mei', 'Noor', 'Oğuz', 'Priya', 'Quentin', 'Rosa', 'Søren', 'Tomás',
]
// biome-ignore format: names, as many in a line as fit
const familyNames = [
  'Almeida', 'Bauer', 'Castro', 'Dubois', 'Eriksen', 'Fischer', 'García', 'Haddad',
  'Ito', 'Jansen', 'Kowalski', 'Lindqvist', 'Moreau', 'Nakamura', 'Okafor', 'Silva',
]
const domains = ['example.com', 'example.org', 'example.net']

interface SamplePerson {
  name: string
  email: string
  status: UserStatus
  /**
   * How long ago the last sign-in was, at least a day: before the server was there, which nobody of the sample can sign in
   * to. undefined: never
   */
  lastLoginDaysAgo: number | undefined
}

/** 320 people, the same on every first start: each given name with each family name. */
export const samplePeople: readonly SamplePerson[] = familyNames.flatMap((family, f) =>
  givenNames.map((given, g): SamplePerson => {
    const index = f * givenNames.length + g
    const status = statusOf(index)
    return {
      name: `${given} ${family}`,
      email: `${ascii(given)}.${ascii(family)}@${domains[f % domains.length]}`,
      status,
      lastLoginDaysAgo: status === 'Active' && index % 5 !== 4 ? 1 + ((index * 7) % 120) : undefined,
    }
  }),
)

function statusOf(index: number): UserStatus {
  if (index % 17 === 16) return 'Inactive'
  if (index % 13 === 12) return 'Invited'
  return index % 41 === 40 ? 'PendingRegistration' : 'Active'
}

/** Letters without their marks, as people write them in addresses. */
function ascii(name: string): string {
  return name.replace('ø', 'o').replace('ğ', 'g').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
