import { Navigate, useRouter } from '@tanstack/react-router'
import { useSession } from '../../api/session.ts'
import { settingsPagesFor } from '../../components/navigation/navigation.ts'
import { NotFoundPage } from '../../components/page/not-found-page.tsx'

/** Leads to the first page of the settings that the member may see. */
export default function SettingsStartPage() {
  const [first] = settingsPagesFor(useRouter(), useSession())
  return first ? <Navigate to={first.path} replace /> : <NotFoundPage />
}
