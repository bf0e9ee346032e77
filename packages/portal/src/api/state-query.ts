import { queryOptions } from '@tanstack/react-query'
import { portalApi } from './apis.ts'

/** GET /portal/state */
interface PortalState {
  organizationName: string
  /** False until the first administrator exists */
  isSetUp: boolean
  version: string
  /** How the pages look */
  branding: { name: string; primaryColor: string | null; logoPath: string | null }
}

/** The document has it, unless the server could not tell in time. */
function stateOfDocument(): PortalState | undefined {
  const text = document.querySelector<HTMLMetaElement>('meta[name=portal-state]')?.content
  return text ? JSON.parse(text) : undefined
}

/** The state of the server that is known without a session. */
export const stateQuery = queryOptions({
  queryKey: ['state'],
  queryFn: () => portalApi.get<PortalState>('/state'),
  initialData: stateOfDocument,
  initialDataUpdatedAt: performance.timeOrigin,
  staleTime: 60_000,
})
