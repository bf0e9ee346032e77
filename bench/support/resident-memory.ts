/** Memory of a server in MB, as it reports it itself */
export async function residentMemory({ metricsUrl }: { metricsUrl: string }): Promise<number> {
  const text = await (await fetch(metricsUrl)).text()
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 1e6
}
