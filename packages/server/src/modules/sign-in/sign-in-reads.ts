import { type DeclaredRead, declareRead } from '../../http/api/reads.ts'
import { getOffboardingPlan } from './offboarding/get-offboarding-plan.ts'
import { OffboardingPlan } from './offboarding/offboarding-schemas.ts'
import { listSignInDays } from './sign-ins/sign-in-days.ts'
import { SignInDayList } from './sign-ins/sign-in-days-schemas.ts'

/** What is read in the thread for reading, by the names of the operations */
export const signInReads = {
  getOffboardingPlan: declareRead(getOffboardingPlan, OffboardingPlan),
  listSignInDays: declareRead(listSignInDays, SignInDayList),
} satisfies Record<string, DeclaredRead>
