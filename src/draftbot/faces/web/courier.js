// Hands a file that the server made to the browser's downloads.
watch("value", () => {
  if (!props.value || !props.value.data) return;
  const bytes = Uint8Array.from(atob(props.value.data), (c) => c.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: props.value.type }));
  link.download = props.value.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
});
