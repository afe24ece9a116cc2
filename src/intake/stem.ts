/** What a path says of the file itself: its name without folders and extension. */

/** @param path below the folder given; inside an archive `a.zip/x.txt`. An extension has at most five letters or digits. */
export function stemOf(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  return name.replace(/\.[A-Za-z][A-Za-z0-9]{0,4}$/, '') || name
}

/** Lower case with its dot; '' where there is none. */
export function extensionOf(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  return /.(\.[A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}
