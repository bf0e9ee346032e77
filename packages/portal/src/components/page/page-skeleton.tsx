import { Skeleton, Stack } from '@mantine/core'

/** While the code of a page is on its way: only ever for a moment, and only the first time. */
export function PageSkeleton() {
  return (
    <Stack gap="lg" aria-busy role="status" aria-label="Loading">
      <Skeleton h={30} w={240} />
      <Skeleton h={18} w="60%" />
      <Skeleton h={320} />
    </Stack>
  )
}
