import { Card, SimpleGrid, Text } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { useSession } from '../../api/session.ts'
import { navigationFor } from '../../app/navigation.ts'
import { PageHeader } from '../../components/page-header.tsx'

/** Where one arrives: the ways on. */
export default function HomePage() {
  const session = useSession()
  const pages = navigationFor(useRouter(), session)
    .flatMap(({ items }) => items)
    .filter(({ path }) => path !== '/')
  return (
    <>
      <PageHeader
        title="Home"
        description={`You are signed in to ${session.organization.name} as ${session.user.name}.`}
      />
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        {pages.map(({ path, label, icon: Icon }) => (
          <Card key={path} component={Link} to={path} withBorder padding="lg">
            <Icon size={24} stroke={1.5} aria-hidden />
            <Text fw={600} mt="sm">
              {label}
            </Text>
          </Card>
        ))}
      </SimpleGrid>
    </>
  )
}
