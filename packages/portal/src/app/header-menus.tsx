import { ColorSchemeSwitch } from '../components/page/color-scheme-switch.tsx'
import { AccountMenu } from './account-menu.tsx'

/** The menus at the end of the header. */
export default function HeaderMenus() {
  return (
    <>
      <ColorSchemeSwitch />
      <AccountMenu />
    </>
  )
}
