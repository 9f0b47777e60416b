-- The sectors of the disks that an image is for, in bytes; null where nothing tells it.
alter table disk_image add column sector_bytes integer;
