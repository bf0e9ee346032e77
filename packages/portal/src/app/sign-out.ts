import { portalApi } from '../api/apis.ts'
import { tellOtherTabs } from '../api/other-tabs.ts'
import { signInAddress } from '../api/return-path.ts'
import { notifyOfProblem } from '../components/feedback/notify.ts'

/**
 * Ends the session here and at the authorization server, and goes on to the identity provider where there is one that ends
 * its session too. Loading a new document clears all cached data.
 */
export async function signOut(): Promise<void> {
  try {
    const left = await portalApi.post<{ redirectTo: string } | undefined>('/sign-out')
    tellOtherTabs(null)
    location.assign(left?.redirectTo ?? signInAddress)
  } catch (error) {
    notifyOfProblem(error)
  }
}
