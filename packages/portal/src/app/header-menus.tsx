import { useSession } from '../api/session.ts'
import { ColorSchemeSwitch } from '../components/page/color-scheme-switch.tsx'
import { AccountMenu } from './account-menu.tsx'
import { HelpMenu } from './help-menu.tsx'

/** The menus at the end of the header. Whoever administers nothing has no use for guides about that. */
export default function HeaderMenus() {
  const isMember = useSession().permissions.length > 0
  return (
    <>
      {isMember && <HelpMenu />}
      <ColorSchemeSwitch />
      <AccountMenu />
    </>
  )
}
