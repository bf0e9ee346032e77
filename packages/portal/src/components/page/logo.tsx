/** The logo of Portico. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg style={{ display: 'block', flex: 'none' }} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--mantine-primary-color-filled)" />
      <path
        d="M16 6 6 12v2h20v-2zM8 16h3v8H8zm6.5 0h3v8h-3zM21 16h3v8h-3zM6 25h20v2H6z"
        fill="var(--portal-on-primary)"
      />
    </svg>
  )
}
