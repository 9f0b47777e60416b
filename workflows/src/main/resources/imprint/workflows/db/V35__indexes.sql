-- What names another row is found by it: to delete an image, or a stranger, all operations and devices were read.
create index operation_image on operation (image_id) where image_id is not null;
create index operation_location on operation (location_id) where location_id is not null;
create index device_image on device (image_id) where image_id is not null;
create index disk_image_manifest on disk_image (manifest_digest);
create index device_command_device on device_command (device_id);

-- For those who watch, and for the upkeep.
create index operation_ended on operation (ended_at) where ended_at is not null;
create index operation_image_digest on operation (image_digest) where image_digest is not null;
create index device_log_received on device_log using brin (received_at) with (autosummarize = on);
