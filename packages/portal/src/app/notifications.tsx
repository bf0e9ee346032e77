import { Notifications as List } from '@mantine/notifications'

/** What `notify.ts` has to tell, on every page. */
export default function Notifications() {
  return <List position="bottom-right" containerWidth={380} />
}
