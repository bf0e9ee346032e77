import type { User } from '../queries.ts'
import type { SignInMethods } from './queries.ts'

export interface SectionProps {
  user: User
  /** Why the member can change nothing of it; undefined where they can */
  reason: string | undefined
}

export interface MethodSectionProps extends SectionProps {
  methods: SignInMethods
}
