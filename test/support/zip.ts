// Writes zip archives, sound and unsound ones, after APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.

import { crc32, deflateRawSync } from "node:zlib";

export interface ZipContent {
  readonly name: string;
  readonly content: string | Buffer;
  /** Default: deflate. */
  readonly method?: "stored" | "deflate" | number;
  readonly encrypted?: boolean;
  /** What the archive says it is, where that is not so. */
  readonly checksum?: number;
  readonly size?: number;
}

export function zipOf(...members: readonly ZipContent[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const { common, name, data } = pack(member);
    const local = Buffer.concat([u32(0x04034b50), common, name, data]);
    const more = Buffer.concat([u16(0), u16(0), u16(0), u32(0), u32(offset)]);
    central.push(Buffer.concat([u32(0x02014b50), u16(20), common, more, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const counts = Buffer.concat([u16(members.length), u16(members.length)]);
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(0),
    u16(0),
    counts,
    u32(directory.length),
    u32(offset),
    u16(0),
  ]);
  return Buffer.concat([...locals, directory, end]);
}

/** `common` is what both headers share: from the version needed to the length of the extra field. */
function pack({ name, content, method = "deflate", encrypted = false, checksum, size }: ZipContent) {
  const bytes = Buffer.from(content);
  const code = method === "stored" ? 0 : method === "deflate" ? 8 : method;
  const data = method === "deflate" ? deflateRawSync(bytes) : bytes;
  const encodedName = Buffer.from(name);
  const flags = 0x800 + (encrypted ? 1 : 0);
  const common = Buffer.concat([
    ...[u16(20), u16(flags), u16(code), u16(0), u16(0x21)],
    ...[u32(checksum ?? crc32(bytes)), u32(data.length), u32(size ?? bytes.length)],
    ...[u16(encodedName.length), u16(0)],
  ]);
  return { common, name: encodedName, data };
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
